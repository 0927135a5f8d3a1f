package dev.gander.domain.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {
  @ParameterizedTest
  @CsvSource({
    "*.log, a.log, true",
    "*.log, deep/down/a.log, true",
    "*.log, a.logs, false",
    "/build, build, true",
    "/build, sub/build, false",
    "doc/*.txt, doc/a.txt, true",
    "doc/*.txt, doc/sub/a.txt, false",
    "doc/**/x, doc/x, true",
    "doc/**/x, doc/a/b/x, true",
    "**/tmp, a/tmp, true",
    "out/**, out/a/b, true",
    "a?c, abc, true",
    "a?c, a/c, false",
    "[ab].txt, b.txt, true",
    "[!ab].txt, b.txt, false",
    "[!ab].txt, c.txt, true",
    "'\\#x', '#x', true",
    "'# comment', '# comment', false",
    "target, target/classes/A.class, true",
    "a.b, axb, false",
  })
  void patternsMeanWhatGitMeans(String pattern, String path, boolean ignored) {
    assertEquals(ignored, IgnoreRules.NONE.with("", pattern).ignores(path, false));
  }

  @Test
  void aTrailingSlashMeansFoldersOnly() {
    var rules = IgnoreRules.NONE.with("", "logs/");
    assertFalse(rules.ignores("logs", false));
    assertTrue(rules.ignores("logs", true));
    assertTrue(rules.ignores("logs/a.txt", false));
  }

  @Test
  void theLastRuleThatFitsDecides() {
    var rules = IgnoreRules.NONE.with("", "*.txt\n!keep.txt");
    assertTrue(rules.ignores("a.txt", false));
    assertFalse(rules.ignores("keep.txt", false));
  }

  @Test
  void nothingComesBackOutOfAnIgnoredFolder() {
    assertTrue(IgnoreRules.NONE.with("", "out/\n!out/keep.txt").ignores("out/keep.txt", false));
  }

  @Test
  void rulesOfAFolderHoldThereOnly() {
    var rules = IgnoreRules.NONE.with("sub", "/x\n*.tmp");
    assertTrue(rules.ignores("sub/x", false));
    assertTrue(rules.ignores("sub/deep/a.tmp", false));
    assertFalse(rules.ignores("x", false));
    assertFalse(rules.ignores("a.tmp", false));
  }
}
