package io.ottla.image;

import io.ottla.compat.process.TargetKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that are cells of the matrix; what a cell tries is the display name of its test. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(CellExtension.class)
@interface Cell {
    String client();

    TargetKind target();

    /** The image that is needed. */
    String image();
}
