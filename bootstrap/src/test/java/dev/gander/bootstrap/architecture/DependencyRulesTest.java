package dev.gander.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DependencyRulesTest {

  @Test
  void domainKnowsOnlyTheJdk() {
    check(
        classes()
            .that()
            .resideInAPackage(Ring.DOMAIN.packages())
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", Ring.DOMAIN.packages()));
  }

  @Test
  void applicationKnowsOnlyTheJdkAndTheDomain() {
    check(
        classes()
            .that()
            .resideInAPackage(Ring.APPLICATION.packages())
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..", "org.jspecify..", Ring.DOMAIN.packages(), Ring.APPLICATION.packages()));
  }

  /// Whoever writes a provider elsewhere has nothing else.
  @Test
  void theProviderKitKnowsOnlyTheJdkAndTheDomain() {
    check(
        classes()
            .that()
            .resideInAPackage(Ring.PROVIDER_KIT.packages())
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "javax.net.ssl..",
                "com.sun.net.httpserver..",
                "org.jspecify..",
                Ring.DOMAIN.packages(),
                Ring.JSON.packages(),
                Ring.PROCESS.packages(),
                Ring.CONNECTIONS.packages(),
                Ring.OAUTH.packages(),
                Ring.PROVIDER_KIT.packages()));
  }

  @Test
  void theClientKnowsOnlyTheJdkAndWhatItSpeaks() {
    check(
        classes()
            .that()
            .resideInAPackage(Ring.CLIENT.packages())
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "org.jspecify..",
                Ring.DOMAIN.packages(),
                Ring.JSON.packages(),
                Ring.CLIENT.packages()));
  }

  /// So that whoever signs users in to something else can use it as well.
  @ParameterizedTest
  @CsvSource({
    "dev.gander.provider.kit.stream",
    "dev.gander.connections",
    "dev.gander.oauth",
  })
  void theGroundOfTheProviderKitKnowsNoProviders(String room) {
    classes()
        .that()
        .resideInAPackage(room + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.net.ssl..",
            "com.sun.net.httpserver..",
            "org.apache.hc.core5..",
            "org.jspecify..",
            Ring.DOMAIN.root() + ".json..",
            Ring.JSON.packages(),
            Ring.PROVIDER_KIT.root(),
            Ring.CONNECTIONS.packages(),
            room + "..")
        .check(Ring.all());
  }

  /// The table is for all parts, and one cloud asks an installed program for tokens.
  @ParameterizedTest
  @CsvSource({
    "LLM_CATALOG,   LLM_CATALOG",
    "LLM_CLOUDS,    LLM_CLOUDS LLM_CATALOG LLM_PROGRAMS",
    "LLM_PROGRAMS,  LLM_PROGRAMS LLM_CATALOG",
    "LLM_REHEARSAL, LLM_REHEARSAL",
    "LLM_SERVICES,  LLM_SERVICES LLM_CATALOG",
    "LLM_SIGN_INS,  LLM_SIGN_INS LLM_CATALOG"
  })
  void partsOfTheProvidersAreApart(Ring part, String known) {
    var others =
        Ring.partsOfTheProviders()
            .filter(ring -> !List.of(known.split(" ")).contains(ring.name()))
            .map(Ring::packages);
    check(
        noClasses()
            .that()
            .resideInAPackage(part.packages())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others.toArray(String[]::new)));
  }

  static Stream<Ring> adapters() {
    return Ring.adapters();
  }

  /// But for the other database of the same stores (docs/decisions/postgresql-for-several.md).
  @ParameterizedTest
  @MethodSource("adapters")
  void anAdapterKnowsNoOtherAdapter(Ring adapter) {
    var others =
        Ring.adapters()
            .filter(ring -> ring != adapter)
            .filter(ring -> adapter != Ring.POSTGRES || ring != Ring.PERSISTENCE)
            .map(Ring::packages);
    check(
        noClasses()
            .that()
            .resideInAPackage(adapter.packages())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others.toArray(String[]::new)));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"HTTP", "ACP", "CLI", "APPLICATION", "BOOTSTRAP"},
      mode = EnumSource.Mode.EXCLUDE)
  void onlyTransportsAndBootstrapKnowTheApplication(Ring ring) {
    check(
        noClasses()
            .that()
            .resideInAPackage(ring.packages())
            .should()
            .dependOnClassesThat()
            .resideInAPackage(Ring.APPLICATION.packages()));
  }

  @ParameterizedTest
  @EnumSource(names = "BOOTSTRAP", mode = EnumSource.Mode.EXCLUDE)
  void nobodyKnowsTheBootstrap(Ring ring) {
    check(
        noClasses()
            .that()
            .resideInAPackage(ring.packages())
            .should()
            .dependOnClassesThat()
            .resideInAPackage(Ring.BOOTSTRAP.packages()));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"TESTKIT", "PROVIDER_TESTKIT"},
      mode = EnumSource.Mode.EXCLUDE)
  void theProgramDoesNotKnowItsTests(Ring ring) {
    check(
        noClasses()
            .that()
            .resideInAPackage(ring.packages())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                Ring.TESTKIT.packages(), Ring.PROVIDER_TESTKIT.packages(), "org.junit.."));
  }

  @ParameterizedTest
  @CsvSource({
    "io.helidon..,                 HTTP",
    "picocli..,                    CLI",
    "com.fasterxml.jackson..,      JSON MCP",
    "org.sqlite..,                 PERSISTENCE",
    "org.postgresql..,             POSTGRES",
    "com.zaxxer.hikari..,          POSTGRES",
    "java.sql..,                   PERSISTENCE POSTGRES",
    "org.snakeyaml..,              PERSISTENCE",
    "org.freedesktop..,            PERSISTENCE",
    "com.knuddels..,               LLM_CATALOG",
    "io.modelcontextprotocol..,    MCP",
    "org.bouncycastle..,           NOSTR",
    "org.quartz..,                 QUARTZ",
    "io.micrometer..,              METRICS",
    "io.opentelemetry..,           TRACES",
    "org.apache.poi..,             OFFICE",
    "org.apache.pdfbox..,          OFFICE",
    "software.amazon..,            AWS",
    "java.lang.foreign..,          ANALYZE PERSISTENCE PROCESS",
    "io.github.givimad..,          WHISPER",
    "de.kherud..,                  ENGINE",
    "reactor..,                    MCP"
  })
  void aLibraryStaysInItsAdapters(String library, String rings) {
    List<Ring> homes = Stream.of(rings.split(" ")).map(Ring::valueOf).toList();
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(homes.stream().map(Ring::packages).toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
    homes.forEach(home -> assertUsed(library, home));
  }

  /// A rule about a library that nobody uses any more would never fail again.
  private static void assertUsed(String library, Ring home) {
    String root = library.substring(0, library.length() - "..".length());
    assertTrue(
        Ring.all().stream()
            .filter(type -> type.getPackageName().startsWith(home.root()))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .anyMatch(it -> it.getTargetClass().getPackageName().startsWith(root)),
        () -> home + " does not use " + library);
  }

  @Test
  void packagesFormNoCycles() {
    check(slices().matching("dev.gander.(**)").should().beFreeOfCycles());
  }

  private static void check(ArchRule rule) {
    rule.check(Ring.all());
  }
}
