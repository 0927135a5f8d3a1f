package dev.gander.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.gander.application.Application;
import dev.gander.application.api.UseCases;
import dev.gander.domain.turn.TurnLeases;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What clients can do is the application's, and adapters see nothing else of it.
class ApplicationEdgeTest {
  private static final String API = UseCases.class.getPackageName() + "..";

  /// What a transport implements since its clients offer it; the progress of a call belongs to
  /// that.
  private static final Set<String> OFFERED_BY_CLIENTS = Set.of("Workplace", "ToolProgress");

  private static List<JavaClass> useCases() {
    return Ring.all().stream().filter(isUseCase()).toList();
  }

  /// A class that does something; records, enums and exceptions are what goes in and comes out.
  private static DescribedPredicate<JavaClass> isUseCase() {
    return describe(
        "is a use case",
        type ->
            resideInAnyPackage(API).test(type)
                && type.isTopLevelClass()
                && !type.isInterface()
                && !type.isRecord()
                && !type.isEnum()
                && !type.isAssignableTo(Throwable.class)
                && type.getMethods().stream()
                    .anyMatch(method -> !method.getModifiers().contains(STATIC)));
  }

  @Test
  void transportsSeeUseCasesAndTheirResultsOnly() {
    noClasses()
        .that()
        .resideInAnyPackage(Ring.HTTP.packages(), Ring.ACP.packages(), Ring.CLI.packages())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(Ring.APPLICATION.packages()).and(resideOutsideOfPackages(API)))
        .check(Ring.all());
  }

  /// Whoever puts a server together sees its ports as well, and no more.
  @Test
  void theRootOfCompositionSeesTheApplicationAndItsPorts() {
    noClasses()
        .that()
        .resideInAPackage(Ring.BOOTSTRAP.packages())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(Ring.APPLICATION.packages())
                .and(resideOutsideOfPackages(API, Application.class.getPackageName())))
        .check(Ring.all());
  }

  /// A rule that stood in a route would not hold for the next transport.
  @Test
  void transportsCallUseCasesAndNotPorts() {
    noClasses()
        .that()
        .resideInAnyPackage(Ring.HTTP.packages(), Ring.ACP.packages(), Ring.CLI.packages())
        .should()
        .dependOnClassesThat(
            describe(
                "are ports",
                type ->
                    PortContractsTest.isPortOfTheDomain(type)
                        && !OFFERED_BY_CLIENTS.contains(type.getSimpleName())))
        .check(Ring.all());
  }

  @Test
  void aUseCaseIsAFinalClassThatShowsNoneOfItsCollaborators() {
    assertTrue(useCases().size() >= 50, () -> "found only " + useCases());
    classes().that(isUseCase()).should().haveModifier(FINAL).check(Ring.all());
    fields()
        .that()
        .areDeclaredInClassesThat(isUseCase())
        .and()
        .areNotStatic()
        .should()
        .bePrivate()
        .check(Ring.all());
  }

  @Test
  void oneClassOwnsTurns() {
    classes()
        .that()
        .areAssignableTo(TurnLeases.class)
        .or(describe("is the port", type -> type.isEquivalentTo(TurnLeases.class)))
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAnyPackage(
            "dev.gander.application",
            "dev.gander.application.inprocess..",
            "dev.gander.application.cluster",
            "dev.gander.application.turn..",
            Ring.TESTKIT.packages(),
            "dev.gander.domain.turn..")
        .check(Ring.all());
  }
}
