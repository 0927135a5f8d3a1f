package dev.gander.bootstrap.architecture;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;

/// The rings of the hexagon by their root packages, and the parts of those that have parts.
enum Ring {
  DOMAIN("dev.gander.domain", 150),
  APPLICATION("dev.gander.application", 130),
  JSON("dev.gander.json.jackson", 2),
  PROCESS("dev.gander.process", 4),
  FILES("dev.gander.files", 4),
  CONNECTIONS("dev.gander.connections", 8),
  OAUTH("dev.gander.oauth", 22),
  IGNORES("dev.gander.ignores", 3),
  CLIENT("dev.gander.client", 4),
  HTTP("dev.gander.adapters.http", 70),
  ACP("dev.gander.adapters.acp", 20),
  CLI("dev.gander.adapters.cli", 30),
  PERSISTENCE("dev.gander.adapters.persistence", 45),
  PROVIDER_KIT("dev.gander.provider.kit", 60),
  LLM("dev.gander.adapters.llm", 150),
  LLM_CATALOG("dev.gander.adapters.llm.catalog", 7),
  LLM_CLOUDS("dev.gander.adapters.llm.clouds", 50),
  LLM_PROGRAMS("dev.gander.adapters.llm.programs", 40),
  LLM_REHEARSAL("dev.gander.adapters.llm.rehearsal", 23),
  LLM_SERVICES("dev.gander.adapters.llm.services", 25),
  LLM_SIGN_INS("dev.gander.adapters.llm.signin", 18),
  MCP("dev.gander.adapters.mcp", 55),
  ANALYZE("dev.gander.adapters.analyze", 30),
  NOSTR("dev.gander.adapters.nostr", 10),
  POSTGRES("dev.gander.adapters.postgres", 10),
  AGE("dev.gander.adapters.age", 3),
  AWS("dev.gander.adapters.aws", 4),
  QUARTZ("dev.gander.adapters.quartz", 2),
  METRICS("dev.gander.adapters.metrics", 5),
  TRACES("dev.gander.adapters.traces", 4),
  TUNNEL("dev.gander.adapters.tunnel", 10),
  WEBHOOKS("dev.gander.adapters.webhooks", 3),
  SPEECH("dev.gander.adapters.speech", 12),
  WHISPER("dev.gander.adapters.whisper", 6),
  LOCAL("dev.gander.adapters.local", 35),
  ENGINE("dev.gander.adapters.engine", 11),
  BUNDLED("dev.gander.adapters.bundled", 25),
  OFFICE("dev.gander.adapters.office", 5),
  BOOTSTRAP("dev.gander.bootstrap", 12),
  TESTKIT("dev.gander.testkit", 30),
  PROVIDER_TESTKIT("dev.gander.provider.testkit", 10);

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.gander");

  private final String root;
  private final int floor;

  Ring(String root, int floor) {
    this.root = root;
    this.floor = floor;
  }

  static Stream<Ring> adapters() {
    return Stream.of(
        HTTP,
        ACP,
        CLI,
        PERSISTENCE,
        LLM,
        MCP,
        ANALYZE,
        NOSTR,
        POSTGRES,
        AGE,
        AWS,
        QUARTZ,
        METRICS,
        TRACES,
        TUNNEL,
        WEBHOOKS,
        LOCAL,
        ENGINE,
        SPEECH,
        WHISPER,
        BUNDLED,
        OFFICE);
  }

  static Stream<Ring> partsOfTheProviders() {
    return Stream.of(
        LLM_CATALOG, LLM_CLOUDS, LLM_PROGRAMS, LLM_REHEARSAL, LLM_SERVICES, LLM_SIGN_INS);
  }

  /// Every class of the program and the testkit, after a look whether the scan found them.
  static JavaClasses all() {
    Arrays.stream(values()).forEach(Ring::assertFound);
    return ALL;
  }

  /// The ring's packages in ArchUnit's notation.
  String packages() {
    return root + "..";
  }

  String root() {
    return root;
  }

  private void assertFound() {
    var found = ALL.stream().filter(type -> type.getPackageName().startsWith(root)).toList();
    assertTrue(
        found.size() >= floor,
        () ->
            "expected %d classes in %s: %s"
                .formatted(
                    floor, root, found.stream().map(type -> type.getName()).collect(joining(" "))));
  }
}
