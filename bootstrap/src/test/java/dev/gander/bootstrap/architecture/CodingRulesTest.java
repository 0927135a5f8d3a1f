package dev.gander.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class CodingRulesTest {
  private static final long MOST_IN_A_PACKAGE = 35;
  private static final int MOST_IN_A_RECORD = 11;

  @Test
  void nobodyTouchesStandardStreams() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
        .because("clients read them: Main hands them to the few who may write there")
        .check(Ring.all());
  }

  @Test
  void exceptionsHaveTheirOwnTypes() {
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(Ring.all());
  }

  @Test
  void logsGoThroughSystemLogger() {
    noClasses()
        .that()
        .resideOutsideOfPackage(Ring.BOOTSTRAP.packages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..")
        .because("bootstrap alone chooses the backend")
        .check(Ring.all());
  }

  /// `System.nanoTime` is left out: it measures, it does not tell the time.
  @Test
  void timeIdsAndEnvironmentAreGivenFromOutside() {
    noClasses()
        .that()
        .resideInAnyPackage(Ring.DOMAIN.packages(), Ring.APPLICATION.packages())
        .should()
        .callCodeUnitWhere(asksTheMachine())
        .because("tests choose them")
        .check(Ring.all());
  }

  private static DescribedPredicate<JavaCall<?>> asksTheMachine() {
    var withoutArguments = Set.of("java.time", "java.util.UUID", "java.util.concurrent");
    return describe(
        "asks the machine for time, chance or environment",
        call -> {
          CodeUnitCallTarget target = call.getTarget();
          var owner = target.getOwner().getName();
          return switch (target.getName()) {
            case "getenv", "getProperty", "currentTimeMillis" -> owner.equals("java.lang.System");
            case "now", "current", "systemUTC", "systemDefaultZone", "randomUUID" ->
                target.getRawParameterTypes().isEmpty()
                    && withoutArguments.stream().anyMatch(owner::startsWith);
            case "random" -> owner.equals("java.lang.Math");
            case String _ -> false;
          };
        });
  }

  /// Each of these gives the process an environment made by `ChildEnvironment`, or an empty one; an
  /// inherited one would contain our key.
  @Test
  void processesAreStartedInFewPlaces() {
    var starters =
        Ring.all().stream()
            .filter(
                type ->
                    type.getConstructorCallsFromSelf().stream()
                        .anyMatch(
                            call -> call.getTargetOwner().isEquivalentTo(ProcessBuilder.class)))
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    assertEquals(
        Set.of(
            "ChildProcess",
            "CommandRun",
            // For tests.
            "GnomeKeyring",
            "DesktopBrowser",
            "PostgresServer", // of tests only
            "ProcessTree",
            "QuietCommands",
            "ScriptRun",
            "Watchdog"),
        starters);
    noClasses().should().callMethod(Runtime.class, "exec", String.class).check(Ring.all());
    noClasses().should().callMethod(Runtime.class, "exec", String[].class).check(Ring.all());
  }

  @Test
  void everyPackageIsNullMarked() {
    var packages =
        Ring.all().stream().map(JavaClass::getPackage).collect(Collectors.toUnmodifiableSet());
    var unmarked =
        packages.stream()
            .filter(found -> !found.isAnnotatedWith(NullMarked.class))
            .map(found -> found.getName())
            .sorted()
            .toList();

    assertTrue(packages.size() >= 17, () -> "found only " + packages);
    assertEquals(List.of(), unmarked);
  }

  @Test
  void namesSayWhatATypeIs() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .orShould()
        .haveSimpleNameStartingWith("Base")
        .because("such names hide what the type is for")
        .check(Ring.all());
  }

  @Test
  void aSimpleNameMeansOneThing() {
    var byName =
        Ring.all().stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getSimpleName, TreeMap::new, toList()));
    byName.values().removeIf(types -> types.size() == 1);

    assertEquals(Map.of(), byName);
  }

  /// What a package is about can be kept in mind.
  @Test
  void noPackageIsCrowded() {
    var crowded =
        Ring.all().stream()
            .filter(JavaClass::isTopLevelClass)
            .collect(groupingBy(JavaClass::getPackageName, TreeMap::new, counting()));
    crowded.values().removeIf(types -> types <= MOST_IN_A_PACKAGE);

    assertEquals(Map.of(), crowded);
  }

  /// A record with more parts has parts that belong together and have no name yet.
  @Test
  void recordsOfTheDomainHaveFewParts() {
    var records =
        Ring.all().stream()
            .filter(type -> type.getPackageName().startsWith(Ring.DOMAIN.root()))
            .filter(JavaClass::isRecord)
            .map(JavaClass::reflect)
            .toList();
    var wide =
        records.stream().filter(type -> type.getRecordComponents().length > MOST_IN_A_RECORD);

    assertTrue(records.size() >= 120, () -> "found only " + records);
    assertEquals(List.of(), wide.toList());
  }

  /// A method that the port gets one day must not fall back to its default in front of another
  /// provider.
  @Test
  void whoStandsInFrontOfAProviderPassesEverythingOn() {
    var inFront =
        Ring.all().stream()
            .filter(type -> type.isAssignableTo(Provider.class))
            .filter(CodingRulesTest::holdsAProvider)
            .map(JavaClass::reflect)
            .toList();
    var defaults =
        Stream.concat(Stream.of(ForwardingProvider.class), inFront.stream())
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .filter(method -> method.getDeclaringClass().equals(Provider.class))
            .toList();

    assertTrue(inFront.size() >= 11, () -> "found only " + inFront);
    assertEquals(List.of(), defaults);
  }

  @Test
  void whoStandsInFrontOfAnExtensionPassesEverythingOn() {
    var inFront =
        Ring.all().stream()
            .filter(type -> type.isAssignableTo(Extension.class))
            .filter(CodingRulesTest::holdsAnExtension)
            .map(JavaClass::reflect)
            .toList();
    var defaults =
        inFront.stream()
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .filter(method -> method.getDeclaringClass().equals(Extension.class))
            .toList();

    assertFalse(inFront.isEmpty());
    assertEquals(List.of(), defaults);
  }

  private static boolean holdsAnExtension(JavaClass type) {
    return type.getFields().stream()
        .anyMatch(field -> field.getRawType().isEquivalentTo(Extension.class));
  }

  private static boolean holdsAProvider(JavaClass type) {
    return type.getFields().stream()
        .anyMatch(field -> field.getRawType().isEquivalentTo(Provider.class));
  }
}
