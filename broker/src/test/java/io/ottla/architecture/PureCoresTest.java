package io.ottla.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cores take the time, chance and files from outside, and have one owner, so they need no locks. */
class PureCoresTest {
    private static final DescribedPredicate<JavaClass> CORES = resideInAnyPackage(
                    "io.ottla.wire..",
                    "io.ottla.storage..",
                    "io.ottla.controller..",
                    "io.ottla.broker.replica..",
                    "io.ottla.broker.quota..",
                    "io.ottla.broker.wait..",
                    "io.ottla.broker.fetchsession..")
            .and(DescribedPredicate.not(resideInAnyPackage(
                    "io.ottla.storage.disk..", "io.ottla.controller.driver..", "io.ottla.wire.codegen..")));

    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.Clock.systemUTC");

    private static final Set<String> DICE =
            Set.of("java.lang.Math.random", "java.util.UUID.randomUUID", "java.util.random.RandomGenerator.getDefault");

    private static final Set<String> DICE_CLASSES = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom");

    private static DescribedPredicate<JavaAccess<?>> oneOf(Set<String> names, Set<String> owners) {
        return describe("to " + names + " or " + owners, access -> {
            AccessTarget target = access.getTarget();
            String owner = target.getOwner().getName();
            return names.contains(owner + "." + target.getName()) || owners.contains(owner);
        });
    }

    @Test
    void readNoClock() {
        noClasses()
                .that(CORES)
                .should()
                .accessTargetWhere(oneOf(CLOCKS, Set.of()))
                .check(ProductionClasses.ALL);
    }

    @Test
    void throwNoDice() {
        noClasses()
                .that(CORES)
                .should()
                .accessTargetWhere(oneOf(DICE, DICE_CLASSES))
                .check(ProductionClasses.ALL);
    }

    @Test
    void startNoThreads() {
        noClasses()
                .that(CORES)
                .should()
                .accessTargetWhere(oneOf(
                        Set.of("java.lang.Thread.<init>", "java.lang.Thread.start", "java.lang.Thread.sleep"),
                        Set.of("java.util.concurrent.Executors", "java.util.Timer")))
                .check(ProductionClasses.ALL);
    }

    @Test
    void openNoSocketsAndNoFiles() {
        noClasses()
                .that(CORES)
                .should()
                .dependOnClassesThat(resideInAPackage("java.net..")
                        .and(DescribedPredicate.not(
                                describe("URI", type -> type.getSimpleName().equals("URI")))))
                .orShould()
                .accessTargetWhere(oneOf(
                        Set.of(),
                        Set.of(
                                "java.nio.file.Files",
                                "java.io.File",
                                "java.io.FileInputStream",
                                "java.io.FileOutputStream",
                                "java.io.RandomAccessFile",
                                "java.nio.channels.FileChannel")))
                .check(ProductionClasses.ALL);
    }

    /** Waking a thread is the business of the two loops that sleep; nothing at all is locked. */
    @Test
    void nothingIsLocked() {
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.ottla..")
                .should()
                .haveModifier(JavaModifier.SYNCHRONIZED)
                .check(ProductionClasses.ALL);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.concurrent.locks..")
                        .and(DescribedPredicate.not(describe(
                                "LockSupport", type -> type.getSimpleName().equals("LockSupport")))))
                .check(ProductionClasses.ALL);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.ottla.broker.shard..", "io.ottla.controller.driver..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.locks.LockSupport")
                .check(ProductionClasses.ALL);
    }
}
