package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.domain.config.DiagnosticFiles;
import dev.gander.domain.config.DiagnosticFiles.Excerpt;
import dev.gander.domain.config.DiagnosticFiles.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [DiagnosticFiles]. No files exist at first.
public interface DiagnosticFilesContract {
  DiagnosticFiles files();

  /// Creates a file of a kind.
  void put(Kind kind, String name, String text);

  @Test
  default void whereNothingIsNothingIsFound() {
    for (Kind kind : Kind.values()) {
      assertEquals(List.of(), files().read(kind), kind.name());
    }
  }

  @Test
  default void filesOfEveryKindComeAsTheyAreUnderTheirNames() {
    put(Kind.MODEL_LOGS, "logs/llm_request.0.jsonl", "{}\n");
    put(Kind.SERVER_LOG, "logs/server/20260304_101112-goosed.log", "größe\n");
    put(Kind.CONFIG, "config.yaml", "A: 1\n");
    put(Kind.SCHEDULE, "schedule.json", "[]");
    put(Kind.SCHEDULED_RECIPES, "scheduled_recipes/a job.yaml", "");
    put(Kind.SCHEDULED_RECIPES, "scheduled_recipes/b.yaml", "title: B");

    assertOne(Kind.MODEL_LOGS, "logs/llm_request.0.jsonl", "{}\n");
    assertOne(Kind.SERVER_LOG, "logs/server/20260304_101112-goosed.log", "größe\n");
    assertOne(Kind.CONFIG, "config.yaml", "A: 1\n");
    assertOne(Kind.SCHEDULE, "schedule.json", "[]");
    assertEquals(
        List.of("scheduled_recipes/a job.yaml", "scheduled_recipes/b.yaml"),
        files().read(Kind.SCHEDULED_RECIPES).stream().map(Excerpt::name).toList());
  }

  private void assertOne(Kind kind, String name, String text) {
    List<Excerpt> found = files().read(kind);
    assertEquals(1, found.size(), kind.name());
    assertEquals(name, found.getFirst().name());
    assertEquals(text, found.getFirst().text());
    assertFalse(found.getFirst().truncated());
  }
}
