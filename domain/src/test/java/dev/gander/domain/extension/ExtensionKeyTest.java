package dev.gander.domain.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionKeyTest {
  @ParameterizedTest
  @CsvSource({
    "Extension Manager, extensionmanager",
    "my.ext/v2, my_ext_v2",
    "Café, caf_",
    "'A B\tC', abc",
    "Git-Tools_1, git-tools_1",
    "'', ''",
  })
  void namesAreSimplified(String name, String key) {
    assertEquals(new ExtensionKey(key), ExtensionKey.of(name));
  }
}
