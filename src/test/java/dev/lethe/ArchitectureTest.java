package dev.lethe;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.lethe.fault.FaultLog;
import dev.lethe.intake.InboxPolls;
import dev.lethe.intake.StableFiles;
import dev.lethe.lane.CallRoutes;
import dev.lethe.lane.CheckRoutes;
import dev.lethe.lane.LaneRoutes;
import dev.lethe.lane.LaneShutdown;
import dev.lethe.lane.PopulationRoutes;
import dev.lethe.lane.ProbeRoutes;
import dev.lethe.lane.ReplyReader;
import dev.lethe.lane.RouteAsking;
import dev.lethe.lane.VerifyRoutes;
import dev.lethe.reconcile.ReconcileSchedules;
import dev.lethe.source.SourceRoutes;
import dev.lethe.start.RouteChecks;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The walls of the house. */
@AnalyzeClasses(packages = "dev.lethe", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final String ROOT = "dev.lethe";

  /** Those that touch Camel: routes, thin processors, and what the root package wires up. */
  private static final Set<String> MAY_USE_CAMEL =
      Set.of(
          LaneRoutes.class.getName(),
          CallRoutes.class.getName(),
          LaneShutdown.class.getName(),
          ReplyReader.class.getName(),
          FaultLog.class.getName(),
          StableFiles.class.getName(),
          InboxPolls.class.getName(),
          RouteChecks.class.getName(),
          VerifyRoutes.class.getName(),
          PopulationRoutes.class.getName(),
          CheckRoutes.class.getName(),
          ProbeRoutes.class.getName(),
          RouteAsking.class.getName(),
          ReconcileSchedules.class.getName(),
          SourceRoutes.class.getName(),
          "dev.lethe.sandbox.ExamplesRun"); // stops the context when the examples are done

  @ArchTest
  static final ArchRule THE_CORE_KNOWS_NOTHING_OF_CAMEL =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.lethe.request..",
              "dev.lethe.ledger..",
              "dev.lethe.outcome..",
              "dev.lethe.evidence..",
              "dev.lethe.audit..",
              "dev.lethe.token..",
              "dev.lethe.vendor..",
              "dev.lethe.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  @ArchTest
  static final ArchRule ONLY_ROUTES_AND_THIN_PROCESSORS_TOUCH_CAMEL =
      noClasses()
          .that(not(resideInAPackage(ROOT)))
          .and(not(belongingTo(MAY_USE_CAMEL)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  @ArchTest
  static final ArchRule THE_LEDGER_KNOWS_NEITHER_VENDORS_NOR_FILES_OF_OUTCOMES =
      classes()
          .that()
          .resideInAPackage("dev.lethe.ledger..")
          .should()
          .onlyDependOnClassesThat(
              not(resideInAPackage("dev.lethe.."))
                  .or(
                      resideInAnyPackage(
                          "dev.lethe.ledger..", "dev.lethe.request..", "dev.lethe.event..")));

  @ArchTest
  static final ArchRule THE_READERS_OF_FILES_KNOW_NOTHING_ELSE =
      classes()
          .that()
          .resideInAPackage("dev.lethe.request..")
          .should()
          .onlyDependOnClassesThat(
              not(resideInAPackage("dev.lethe..")).or(resideInAPackage("dev.lethe.request..")));

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("dev.lethe.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOBODY_BUT_THE_ROOT_KNOWS_THE_SANDBOX =
      noClasses()
          .that(not(resideInAnyPackage(ROOT, "dev.lethe.sandbox..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.lethe.sandbox..");

  @ArchTest
  static final ArchRule ALL_IS_LOGGED_BY_SLF4J =
      noClasses()
          .that(not(resideInAPackage("dev.lethe.sandbox..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..");

  @ArchTest
  static final ArchRule ONLY_WHAT_TALKS_TO_A_PERSON_PRINTS =
      noClasses()
          .that(
              not(
                  resideInAnyPackage(
                      ROOT, "dev.lethe.start..", "dev.lethe.command..", "dev.lethe.sandbox..")))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule NOBODY_PRINTS_STACKS =
      noClasses().should().callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule THERE_IS_NO_STATIC_STATE =
      fields()
          .that()
          .areStatic()
          .and(
              DescribedPredicate.describe(
                  "are written by us",
                  (JavaField field) -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
          .should()
          .beFinal()
          .andShould(beImmutable());

  @ArchTest
  static final ArchRule CLASSES_ARE_FINAL_UNLESS_MADE_TO_BE_EXTENDED =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .and()
          .areNotAnnotatedWith("org.springframework.context.annotation.Configuration")
          .and()
          .areNotMetaAnnotatedWith("org.springframework.context.annotation.Configuration")
          .and()
          .areNotAnonymousClasses()
          .and()
          .areNotEnums()
          .should()
          .haveModifier(JavaModifier.FINAL);

  private static DescribedPredicate<JavaClass> belongingTo(Set<String> names) {
    return DescribedPredicate.describe(
        "belong to " + names,
        (JavaClass type) -> names.contains(type.getName().replaceFirst("\\$.*", "")));
  }

  private static ArchCondition<JavaField> beImmutable() {
    return new ArchCondition<>("hold nothing that changes") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        Object value = value(field);
        String type = value == null ? "" : value.getClass().getName();
        boolean changes =
            type.startsWith("java.util.concurrent.")
                || value instanceof StringBuilder
                || ((value instanceof Collection<?> || value instanceof Map<?, ?>)
                    && !type.startsWith("java.util.ImmutableCollections")
                    && !type.startsWith("java.util.Collections$"));
        if (changes) {
          events.add(
              SimpleConditionEvent.violated(field, field.getFullName() + " holds a " + type));
        }
      }
    };
  }

  private static @Nullable Object value(JavaField javaField) {
    try {
      Field field = javaField.reflect();
      field.setAccessible(true);
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
