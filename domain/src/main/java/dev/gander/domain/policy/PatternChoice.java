package dev.gander.domain.policy;

import java.util.List;
import java.util.function.Function;

/// Patterns of which one has to match, and none of those that begin with `!`.
record PatternChoice<P>(List<P> wanted, List<P> excluded) {
  PatternChoice {
    wanted = List.copyOf(wanted);
    excluded = List.copyOf(excluded);
  }

  Matched match(Function<P, Matched> matches) {
    Matched in = best(wanted, matches);
    if (in == Matched.NO) {
      return Matched.NO;
    }
    return switch (best(excluded, matches)) {
      case NO -> in;
      case MAYBE -> Matched.MAYBE;
      case YES -> Matched.NO;
    };
  }

  private static <P> Matched best(List<P> patterns, Function<P, Matched> matches) {
    Matched best = Matched.NO;
    for (P pattern : patterns) {
      best = best.or(matches.apply(pattern));
    }
    return best;
  }
}
