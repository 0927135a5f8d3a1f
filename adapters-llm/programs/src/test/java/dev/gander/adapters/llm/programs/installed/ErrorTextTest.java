package dev.gander.adapters.llm.programs.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.config.KnownSecrets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
  @Test
  void aSecretThatBeginsWithAnotherIsHiddenWhole() {
    KnownSecrets secrets =
        KnownSecrets.of(Map.of("A_KEY", "correct horse", "B_TOKEN", "correct horse battery"));
    secrets.add("staple gun");

    ErrorText text = new ErrorText(secrets);

    assertEquals(
        "no ***, ***, ***", text.of("no correct horse battery, correct horse, staple gun"));
  }
}
