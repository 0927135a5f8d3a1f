package dev.gander.application.api.run;

import dev.gander.domain.access.Caller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.domain.run.RunPage;
import dev.gander.domain.run.RunQuery;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunStore;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists runs page by page.
public final class BrowseRuns {
  private final RunStore store;

  public BrowseRuns(RunStore store) {
    this.store = store;
  }

  /// The newest first. Only administrators see those of others.
  ///
  /// @param owner whose; null for all that the caller may see
  /// @param states in one of which they are; empty for all
  /// @param after [RunPage#next] of the page before; null for the first page
  public RunPage browse(
      Caller caller, @Nullable KeyId owner, Set<RunState> states, @Nullable Long after, int limit) {
    KeyId whose = owner == null && !caller.may(Scope.ADMIN) ? caller.key() : owner;
    return whose == null || caller.sees(whose)
        ? store.list(new RunQuery(whose, states, after, limit))
        : new RunPage(List.of(), null);
  }
}
