package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Changes a tree of nodes to say something else and touches only what differs.
final class YamlEdit {
  private YamlEdit() {}

  static void apply(MappingNode node, JsonObject old, JsonObject wanted) {
    List<NodeTuple> entries = new ArrayList<>();
    for (NodeTuple entry : node.getValue()) {
      String key = YamlNodes.key(entry);
      Json before = old.get(key);
      Json after = wanted.get(key);
      if (before != null && after != null) {
        entries.add(
            new NodeTuple(entry.getKeyNode(), changed(entry.getValueNode(), before, after)));
      }
    }
    Set<String> added = new LinkedHashSet<>(wanted.members().keySet());
    added.removeAll(old.members().keySet());
    for (String key : added) {
      Json value = wanted.get(key);
      if (value != null) {
        entries.add(YamlNodes.entry(key, value));
      }
    }
    if (node.getValue().isEmpty()) {
      // `{}` gets its first entry: a block reads better than braces.
      node.setFlowStyle(FlowStyle.BLOCK);
    } else if (entries.isEmpty()) {
      node.setFlowStyle(FlowStyle.FLOW);
    }
    node.setValue(entries);
  }

  private static Node changed(Node node, Json before, Json after) {
    if (before.equals(after)) {
      return node;
    }
    if (node instanceof MappingNode mapping
        && before instanceof JsonObject old
        && after instanceof JsonObject wanted) {
      apply(mapping, old, wanted);
      return mapping;
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
      // A comment behind a word cannot stand behind a block.
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
