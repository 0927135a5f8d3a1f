package dev.gander.application.engine.permission;

import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.application.policy.PolicyGuard;
import dev.gander.domain.json.Json;
import dev.gander.domain.permission.AdversaryFile;
import dev.gander.domain.session.IdSource;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Function;

/// The inspectors of tool calls: two of ours, then those of goosed in its order.
public final class Inspectors {
  private static final System.Logger LOG = System.getLogger(Inspectors.class.getName());

  private final List<ToolInspector> all;

  Inspectors(List<ToolInspector> all) {
    this.all = List.copyOf(all);
  }

  /// @param json writes a value as text
  public static Inspectors of(
      TurnSettings settings,
      PolicyGuard policy,
      AdversaryFile adversary,
      IdSource ids,
      Function<Json, String> json) {
    return new Inspectors(
        List.of(
            new PolicyInspector(policy),
            new AppToolInspector(),
            new SecurityInspector(settings, ids, json),
            new EgressInspector(line -> LOG.log(Level.INFO, line)),
            new AdversaryInspector(adversary, settings, json),
            new RepetitionInspector(settings)));
  }

  List<ToolInspector> all() {
    return all;
  }
}
