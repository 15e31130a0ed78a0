package io.ottla.compat.transactions;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** For what takes minutes: runs with {@code -Dcompat.long=true}. Its short form runs always. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = "compat.long", matches = "true", disabledReason = "runs with -Dcompat.long=true")
@interface LongRun {}
