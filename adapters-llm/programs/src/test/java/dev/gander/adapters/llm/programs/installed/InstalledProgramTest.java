package dev.gander.adapters.llm.programs.installed;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InstalledProgramTest {
  @Test
  void aScriptOfWindowsTakesShortLines() {
    assertTrue(InstalledProgram.fitsScripts("a ".repeat(2_000)));
    assertFalse(InstalledProgram.fitsScripts("a ".repeat(4_000)));
    assertFalse(InstalledProgram.fitsScripts("a\nb"));
    assertFalse(InstalledProgram.fitsScripts("a\rb"));
  }
}
