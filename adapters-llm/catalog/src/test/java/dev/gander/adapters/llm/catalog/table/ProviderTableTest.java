package dev.gander.adapters.llm.catalog.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderType;
import dev.gander.domain.provider.declared.BundledProvider;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ServiceEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProviderTableTest {
  private static final Path BUILT_IN =
      Path.of("src/main/resources/dev/gander/adapters/llm/catalog/table/builtin");

  private static List<ProviderDeclaration> declarations() {
    return ProviderTable.rows().stream()
        .filter(BundledProvider.Declared.class::isInstance)
        .map(row -> ((BundledProvider.Declared) row).declaration())
        .toList();
  }

  @Test
  void allProvidersOfAllVersionsAreThere() {
    assertEquals(66, ProviderTable.rows().size());
    assertEquals(33, declarations().size());
  }

  /// Without its name in the list a file would not be read.
  @Test
  void eachFileIsARow() throws IOException {
    try (Stream<Path> files = Files.list(BUILT_IN)) {
      assertEquals(
          ProviderTable.rows().stream()
              .filter(row -> !(row instanceof BundledProvider.Declared))
              .map(row -> row.name() + ".json")
              .collect(Collectors.toSet()),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void everyBuiltInProviderSaysWhatItIs() {
    for (BundledProvider row : ProviderTable.rows()) {
      if (row instanceof BundledProvider.BuiltIn(ProviderMetadata metadata)) {
        assertFalse(metadata.description().isBlank(), row.name());
        assertFalse(metadata.defaultModel().isBlank(), row.name());
        assertTrue(metadata.modelDocLink().startsWith("https://"), row.name());
        assertFalse(metadata.type().isDeclared(), row.name());
      }
    }
  }

  @Test
  void whatStandsInABaseUrlIsDeclared() {
    for (ProviderDeclaration declaration : declarations()) {
      String url = declaration.endpoint().baseUrl();
      for (ServiceEndpoint.Variable variable : declaration.endpoint().variables()) {
        url = url.replace("${" + variable.name() + "}", "https://h");
      }
      assertFalse(url.contains("${"), declaration.name());
      assertTrue(url.startsWith("https://"), declaration.name());
      assertEquals(declaration.key().required(), hasKeyToAskFor(declaration), declaration.name());
    }
  }

  private static boolean hasKeyToAskFor(ProviderDeclaration declaration) {
    return declaration.key().isNamed() && declaration.key().required();
  }

  @Test
  void aProviderWithCodeOfItsOwnFindsItsRow() {
    ProviderMetadata anthropic = ProviderTable.metadata("anthropic");
    assertEquals(ProviderType.PREFERRED, anthropic.type());
    assertEquals(
        List.of("ANTHROPIC_API_KEY", "ANTHROPIC_HOST"),
        anthropic.configKeys().stream().map(ConfigKey::name).toList());
    assertEquals(12, anthropic.knownModels().size());
    assertThrows(IllegalArgumentException.class, () -> ProviderTable.metadata("nope"));
    assertThrows(IllegalArgumentException.class, () -> ProviderTable.metadata("groq"));
  }
}
