package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A YAML document whose parts know where they stand. Stricter than [YamlText]: each key is a text.
public final class MarkedYaml {
  private final @Nullable Node root;
  private final Json content;

  private MarkedYaml(@Nullable Node root, Json content) {
    this.root = root;
    this.content = content;
  }

  /// @throws InvalidInput with line and column if the text is not one document
  public static MarkedYaml parse(String text) {
    try {
      Node root = YamlDocument.compose(text);
      Json content = YamlDocument.tree(text);
      if (root != null) {
        checkKeys(root);
      }
      return new MarkedYaml(root, content);
    } catch (YamlSyntaxException e) {
      throw new InvalidInput(String.valueOf(e.getMessage()));
    }
  }

  /// `null` for a text without data.
  public Json content() {
    return content;
  }

  /// Where something stands: the key of a member, or else the beginning of the value.
  ///
  /// @param path names of members, and numbers of items that begin with 0; as much of it counts as
  ///   there is
  /// @return line and column, counted from 1
  public String place(List<Object> path) {
    Node found = root;
    Node shown = root;
    for (Object step : path) {
      if (step instanceof String name && found instanceof MappingNode mapping) {
        Optional<NodeTuple> entry =
            mapping.getValue().stream()
                .filter(it -> YamlNodes.key(it).equals(Optional.of(name)))
                .findFirst();
        shown = entry.map(NodeTuple::getKeyNode).orElse(shown);
        found = entry.map(NodeTuple::getValueNode).orElse(null);
      } else if (step instanceof Integer number
          && found instanceof SequenceNode sequence
          && number < sequence.getValue().size()) {
        found = sequence.getValue().get(number);
        shown = found;
      }
    }
    return shown == null
        ? "line 1 column 1"
        : YamlSyntaxException.place(shown.getStartMark()).orElse("line 1 column 1");
  }

  /// The size of the expanded tree has been checked before.
  private static void checkKeys(Node node) {
    switch (node) {
      case MappingNode mapping ->
          mapping
              .getValue()
              .forEach(
                  entry -> {
                    if (YamlNodes.key(entry).isEmpty()) {
                      throw new YamlSyntaxException(
                          "a key is not a text", entry.getKeyNode().getStartMark());
                    }
                    checkKeys(entry.getValueNode());
                  });
      case SequenceNode sequence -> sequence.getValue().forEach(MarkedYaml::checkKeys);
      default -> {
        // Scalars have no keys.
      }
    }
  }
}
