package dev.gander.domain.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some runs, the newest first.
///
/// @param next where the following page begins; null on the last one
public record RunPage(List<Run> runs, @Nullable Long next) {
  public RunPage {
    runs = List.copyOf(runs);
  }
}
