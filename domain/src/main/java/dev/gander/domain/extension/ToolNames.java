package dev.gander.domain.extension;

import dev.gander.domain.json.Json;
import dev.gander.domain.tool.Tool;
import java.util.Optional;

/// Public names of tools: `KEY__TOOL`, or the bare name for extensions without prefix. The owner is
/// noted in the tool's `_meta.goose_extension`.
public final class ToolNames {
  private static final String JOINT = "__";
  private static final String OWNER = "goose_extension";

  private ToolNames() {}

  /// A name taken apart at its first `__`.
  public record Parts(ExtensionKey extension, String tool) {}

  /// The tool as the model and clients see it.
  public static Tool published(ExtensionKey owner, boolean unprefixed, Tool tool) {
    String name = unprefixed ? tool.name() : owner + JOINT + tool.name();
    return tool.withName(name).withMeta(OWNER, Json.of(owner.value()));
  }

  /// The owner of a published tool, and its own name there.
  public static Parts parts(Tool published) {
    ExtensionKey owner =
        published.meta().text(OWNER).map(ExtensionKey::new).orElseGet(() -> guess(published));
    String prefix = owner + JOINT;
    String name = published.name();
    return new Parts(owner, name.startsWith(prefix) ? name.substring(prefix.length()) : name);
  }

  /// Takes a name apart that no listing has; empty when it has no `__`.
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
