package dev.gander.domain.extension;

import dev.gander.domain.json.Json;
import dev.gander.domain.tool.Tool;
import java.util.Optional;

/// Public names of tools: `KEY__TOOL`, or the plain name for unprefixed extensions. The owner is
/// recorded in the tool's `_meta.goose_extension`.
public final class ToolNames {
  private static final String JOINT = "__";
  private static final String OWNER = "goose_extension";

  private ToolNames() {}

  /// A name split at its first `__`.
  public record Parts(ExtensionKey extension, String tool) {}

  /// The tool as the model and clients see it.
  public static Tool published(ExtensionKey owner, boolean unprefixed, Tool tool) {
    String name = unprefixed ? tool.name() : owner + JOINT + tool.name();
    return tool.withName(name).withMeta(OWNER, Json.of(owner.value()));
  }

  /// The owner of a published tool, and the tool's name within it.
  public static Parts parts(Tool published) {
    ExtensionKey owner =
        published.meta().text(OWNER).map(ExtensionKey::new).orElseGet(() -> guess(published));
    String prefix = owner + JOINT;
    String name = published.name();
    return new Parts(owner, name.startsWith(prefix) ? name.substring(prefix.length()) : name);
  }

  /// Splits a name that is not in any listing; empty if it has no `__`.
  public static Optional<Parts> split(String publicName) {
    int joint = publicName.indexOf(JOINT);
    return joint < 0
        ? Optional.empty()
        : Optional.of(
            new Parts(
                ExtensionKey.of(publicName.substring(0, joint)),
                publicName.substring(joint + JOINT.length())));
  }

  private static ExtensionKey guess(Tool published) {
    return split(published.name()).map(Parts::extension).orElse(new ExtensionKey(""));
  }
}
