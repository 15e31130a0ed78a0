package io.ottla.image;

import io.ottla.compat.matrix.MatrixCase;
import java.lang.reflect.Method;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Starts the engine with the first test, skips tests where there is none, and writes down what became of each. */
final class CellExtension implements InvocationInterceptor {
    private static final String SUITE = "image";
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(CellExtension.class);

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Cell cell = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), Cell.class)
                .orElseThrow();
        String version = System.getProperty("testcontainers.version", "unknown");
        Optional<String> whyNot = whyNot(cell, context);
        if (whyNot.isPresent()) {
            invocation.skip();
            MatrixCase.skip(SUITE, cell.client(), version, context.getDisplayName(), cell.target(), whyNot.get());
            System.err.println("notice: skipped: " + context.getDisplayName() + ": " + whyNot.get());
            throw new TestAbortedException(whyNot.get());
        }
        MatrixCase.check(
                SUITE, cell.client(), version, context.getDisplayName(), cell.target(), () -> proceed(invocation));
    }

    private static Optional<String> whyNot(Cell cell, ExtensionContext context) {
        // Closed by JUnit when all tests have run.
        Engine engine = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Engine.class, key -> Engine.start(), Engine.class);
        if (engine.whyNot().isPresent() || engine.has(cell.image())) {
            return engine.whyNot();
        }
        return Optional.of("there is no image " + cell.image() + " here");
    }

    private static void proceed(InvocationInterceptor.Invocation<Void> invocation) throws Exception {
        try {
            invocation.proceed();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
