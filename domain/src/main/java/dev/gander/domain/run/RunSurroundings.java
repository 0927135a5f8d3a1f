package dev.gander.domain.run;

import dev.gander.domain.json.Json;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.node.NodeNeeds;
import dev.gander.domain.permission.GooseMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the session of a run differs from one that is started without any wish. Null members are
/// those of the recipe, or else of the settings.
///
/// @param extensions their names or configurations
/// @param folder in which it works
/// @param labels that its server has to have
public record RunSurroundings(
    @Nullable String provider,
    @Nullable String model,
    @Nullable GooseMode mode,
    @Nullable List<Json> extensions,
    @Nullable String folder,
    NodeLabels labels) {
  public static final RunSurroundings USUAL =
      new RunSurroundings(null, null, null, null, null, NodeLabels.NONE);

  public RunSurroundings {
    extensions = extensions == null ? null : List.copyOf(extensions);
  }

  /// What the server of the run has to have.
  public NodeNeeds needs() {
    return NodeNeeds.of(labels, folder);
  }
}
