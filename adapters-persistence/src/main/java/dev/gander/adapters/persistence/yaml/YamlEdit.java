package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Builds a changed tree of nodes, reusing the nodes of the original except where it differs. The
/// original is not modified: an alias to one of its nodes keeps its old meaning.
final class YamlEdit {
  private YamlEdit() {}

  static Node changed(MappingNode node, JsonObject old, JsonObject wanted) {
    List<NodeTuple> entries = new ArrayList<>();
    for (NodeTuple entry : node.getValue()) {
      YamlNodes.key(entry)
          .ifPresentOrElse(
              key -> keep(entry, old.get(key), wanted.get(key), entries), () -> entries.add(entry));
    }
    Set<String> added = new LinkedHashSet<>(wanted.members().keySet());
    added.removeAll(old.members().keySet());
    for (String key : added) {
      Json value = wanted.get(key);
      if (value != null) {
        entries.add(YamlNodes.entry(key, value));
      }
    }
    return withComments(node, new MappingNode(node.getTag(), entries, style(node, entries)));
  }

  private static void keep(
      NodeTuple entry, @Nullable Json before, @Nullable Json after, List<NodeTuple> entries) {
    if (before != null && after != null) {
      entries.add(new NodeTuple(entry.getKeyNode(), changed(entry.getValueNode(), before, after)));
    }
  }

  private static FlowStyle style(MappingNode before, List<NodeTuple> entries) {
    if (entries.isEmpty()) {
      return FlowStyle.FLOW;
    }
    // `{}` gets its first entry: a block reads better than braces.
    return before.getValue().isEmpty() ? FlowStyle.BLOCK : before.getFlowStyle();
  }

  private static Node changed(Node node, Json before, Json after) {
    if (before.equals(after)) {
      return node;
    }
    return node.getAnchor().isPresent()
        ? changedTree(parted(node), before, after)
        : changedTree(node, before, after);
  }

  /// A copy of a node that shares no parts with it, except parts with anchors of their own.
  private static Node parted(Node node) {
    Node copy =
        switch (node) {
          case MappingNode mapping ->
              new MappingNode(
                  node.getTag(),
                  mapping.getValue().stream().map(YamlEdit::parted).toList(),
                  mapping.getFlowStyle());
          case SequenceNode sequence ->
              new SequenceNode(
                  node.getTag(),
                  sequence.getValue().stream().map(YamlEdit::partedUnlessAnchored).toList(),
                  sequence.getFlowStyle());
          case ScalarNode scalar ->
              new ScalarNode(node.getTag(), scalar.getValue(), scalar.getScalarStyle());
          default -> throw new IllegalArgumentException("no node of a text: " + node.getTag());
        };
    return withComments(node, copy);
  }

  private static NodeTuple parted(NodeTuple entry) {
    return new NodeTuple(
        partedUnlessAnchored(entry.getKeyNode()), partedUnlessAnchored(entry.getValueNode()));
  }

  private static Node partedUnlessAnchored(Node node) {
    return node.getAnchor().isPresent() ? node : parted(node);
  }

  private static Node changedTree(Node node, Json before, Json after) {
    if (node instanceof MappingNode mapping
        && before instanceof JsonObject old
        && after instanceof JsonObject wanted) {
      return changed(mapping, old, wanted);
    }
    if (node instanceof SequenceNode sequence
        && before instanceof JsonArray old
        && after instanceof JsonArray wanted
        && !wanted.items().isEmpty()) {
      return changedItems(sequence, old.items(), wanted.items());
    }
    return replaced(node, after);
  }

  private static Node changedItems(SequenceNode node, List<Json> old, List<Json> wanted) {
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      items.add(
          i < old.size()
              ? changed(node.getValue().get(i), old.get(i), wanted.get(i))
              : YamlNodes.of(wanted.get(i)));
    }
    SequenceNode copy =
        new SequenceNode(
            node.getTag(), items, old.isEmpty() ? FlowStyle.BLOCK : node.getFlowStyle());
    return withComments(node, copy);
  }

  private static Node replaced(Node node, Json after) {
    Node fresh = YamlNodes.of(after);
    if (node instanceof ScalarNode && !(fresh instanceof ScalarNode)) {
      // A comment after a word cannot follow a block.
      fresh.setBlockComments(node.getBlockComments());
      return fresh;
    }
    return withComments(node, fresh);
  }

  private static Node withComments(Node from, Node to) {
    to.setBlockComments(from.getBlockComments());
    to.setInLineComments(from.getInLineComments());
    to.setEndComments(from.getEndComments());
    return to;
  }
}
