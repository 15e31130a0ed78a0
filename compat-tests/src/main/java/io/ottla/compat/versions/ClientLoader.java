package io.ottla.compat.versions;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Classes of one version of a client and of the drivers for it. It sees the JDK and this package, and nothing else of
 * ours.
 */
public final class ClientLoader extends URLClassLoader {
    private static final String SHARED = ClientDriver.class.getPackageName() + ".";

    public ClientLoader(List<URL> places) {
        super(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** The features of all drivers in these places. */
    public List<ClientFeature> features() {
        return ServiceLoader.load(ClientDriver.class, this).stream()
                .flatMap(driver -> driver.get().features().stream())
                .toList();
    }

    /** Runs {@code steps} as code of this loader: clients look classes up by the thread's loader. */
    public void run(ClientFeature.Steps steps, FeatureRun run) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            steps.run(run);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SHARED)) {
            return ClientDriver.class.getClassLoader().loadClass(name);
        }
        return super.findClass(name);
    }
}
