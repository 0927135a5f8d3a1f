package dev.gander.adapters.llm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
  @Test
  void aSecretThatBeginsWithAnotherIsHiddenWhole() {
    Map<String, String> variables =
        new TreeMap<>(Map.of("A_KEY", "correct horse", "B_TOKEN", "correct horse battery"));

    ErrorText text = ErrorText.hiding(variables, List.of("staple gun"));

    assertEquals(
        "no ***, ***, ***", text.of("no correct horse battery, correct horse, staple gun"));
  }
}
