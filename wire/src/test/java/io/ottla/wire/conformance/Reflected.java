package io.ottla.wire.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Setters and constructors found by name, remembered. */
final class Reflected {
    private static final Map<String, Method> SETTERS = new ConcurrentHashMap<>();

    private Reflected() {}

    static Object make(Class<?> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** The method with this name that takes one value and returns the object itself. */
    static Method setter(Class<?> type, String name) {
        return SETTERS.computeIfAbsent(type.getName() + "." + name, key -> {
            for (Method method : type.getMethods()) {
                if (method.getName().equals(name)
                        && method.getParameterCount() == 1
                        && method.getReturnType() == type) {
                    return method;
                }
            }
            throw new AssertionError("no setter " + key);
        });
    }

    /** Calls, and throws what the method throws. */
    static Object call(Method method, Object target, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException | IllegalArgumentException e) {
            throw new AssertionError(method + " " + java.util.Arrays.toString(arguments), e);
        }
    }

    /** The X of {@code List<X>}, or of a class that extends a collection of X. */
    static Class<?> elementType(Type collection) {
        if (collection instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getActualTypeArguments()[0];
        }
        return elementType(((Class<?>) collection).getGenericSuperclass());
    }
}
