package dev.gander.domain.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookalikeNamesTest {
  @ParameterizedTest
  @CsvSource({
    "shell,      shell,       true",
    "shell,      Shell,       true",
    "shell,      ѕhеll,       true",
    "shell,      she11,       true",
    "shell,      sheI1,       true",
    "shell,      ｓｈｅｌｌ,  true",
    "shell,      s\u200Bhell, true",
    "read_file,  readFile,    true",
    "read_file,  read-file,   true",
    "café,       cafe,        true",
    "οmega,      omega,       true",
    "shell,      shells,      false",
    "read_file,  read_files,  false",
    "日本,       日木,        false",
  })
  void namesAreAlikeIfTheyLookAlike(String one, String other, boolean alike) {
    assertEquals(alike, LookalikeNames.areAlike(one, other));
  }
}
