package dev.gander.domain.run;

import dev.gander.domain.access.KeyId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which runs a list shows.
///
/// @param owner null for everybody's
/// @param states in one of which they are; empty for all
/// @param after the end of the page before, [RunPage#next]; null for the first page
/// @param limit how many at most
public record RunQuery(
    @Nullable KeyId owner, Set<RunState> states, @Nullable Long after, int limit) {
  public RunQuery {
    states = Set.copyOf(states);
  }
}
