package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Converts YAML nodes to JSON and back.
final class YamlNodes {
  /// Aliases can make a small text expand to a huge tree.
  private static final int MAX_NODES = 1_000_000;

  static final int MAX_DEPTH = 200;
  private static final int LONGEST_PATH = 100;

  /// Control characters, and characters that some version of YAML takes for the end of a line.
  private static final Pattern ESCAPED =
      Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff]");

  private final YamlScalars scalars;
  private int nodes;

  private YamlNodes(YamlScalars scalars) {
    this.scalars = scalars;
  }

  /// Entries whose key is not a text are left out.
  ///
  /// @throws YamlSyntaxException for a repeated key or an endless tree
  static Json toJson(Node node, YamlScalars scalars) {
    return new YamlNodes(scalars).read(node, "", 0);
  }

  /// Empty for a key that is not a text, as in `1: x` or `true: x`.
  static Optional<String> key(NodeTuple entry) {
    return entry.getKeyNode() instanceof ScalarNode key
            && scalar(key) instanceof JsonString(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Json scalar(ScalarNode node) {
    return YamlScalars.TYPED.read("", node.getValue(), isQuoted(node));
  }

  /// Whether it is a text for certain: in quotes or in a block, or tagged as one.
  private static boolean isQuoted(ScalarNode node) {
    return node.getScalarStyle() != ScalarStyle.PLAIN
        ? node.getTag().equals(Tag.STR)
        : node.getTag().equals(Tag.STR) && !PlainScalar.isText(node.getValue());
  }

  static Node of(Json value) {
    return of(value, YamlNodes::style);
  }

  /// @param style how texts are to be written; where that is impossible, the emitter chooses
  ///   another
  static Node of(Json value, Function<String, ScalarStyle> style) {
    return switch (value) {
      case JsonObject(Map<String, Json> members) -> mapping(members, style);
      case JsonArray(List<Json> items) ->
          new SequenceNode(
              Tag.SEQ,
              items.stream().map(item -> of(item, style)).toList(),
              style(items.isEmpty()));
      case JsonString(String text) -> text(text, style);
      case JsonNumber(BigDecimal number) ->
          plain(number.scale() == 0 ? Tag.INT : Tag.FLOAT, number.toString());
      case JsonBool bool -> plain(Tag.BOOL, String.valueOf(bool.value()));
      case JsonNull _ -> plain(Tag.NULL, "null");
    };
  }

  static NodeTuple entry(String key, Json value) {
    return entry(key, value, YamlNodes::style);
  }

  private static NodeTuple entry(String key, Json value, Function<String, ScalarStyle> style) {
    return new NodeTuple(text(key, YamlNodes::style), of(value, style));
  }

  private static Node mapping(Map<String, Json> members, Function<String, ScalarStyle> style) {
    List<NodeTuple> entries = new ArrayList<>();
    members.forEach((key, value) -> entries.add(entry(key, value, style)));
    return new MappingNode(Tag.MAP, entries, style(entries.isEmpty()));
  }

  private static Node text(String text, Function<String, ScalarStyle> style) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      // Escaped, it could be read here but by no other program.
      throw new InvalidInput("A text holds half a character");
    }
    return new ScalarNode(Tag.STR, text, style.apply(text));
  }

  /// Quoted when another program could misread it.
  static ScalarStyle style(String text) {
    if (ESCAPED.matcher(text).find()) {
      return ScalarStyle.DOUBLE_QUOTED;
    }
    if (text.contains("\n")) {
      return ScalarStyle.LITERAL;
    }
    return PlainScalar.isText(text) ? ScalarStyle.PLAIN : ScalarStyle.SINGLE_QUOTED;
  }

  private static Node plain(Tag tag, String text) {
    return new ScalarNode(tag, text, ScalarStyle.PLAIN);
  }

  private static FlowStyle style(boolean empty) {
    return empty ? FlowStyle.FLOW : FlowStyle.BLOCK;
  }

  private Json read(Node node, String path, int depth) {
    if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
      throw new YamlSyntaxException("too large or too deep", node.getStartMark());
    }
    return switch (node) {
      case MappingNode mapping -> readMapping(mapping, path, depth);
      case SequenceNode sequence -> readSequence(sequence, below(path, "[]"), depth);
      case ScalarNode scalar -> scalars.read(path, scalar.getValue(), isQuoted(scalar));
      default -> throw new YamlSyntaxException("not understood", node.getStartMark());
    };
  }

  private JsonArray readSequence(SequenceNode sequence, String path, int depth) {
    return new JsonArray(
        sequence.getValue().stream().map(item -> read(item, path, depth + 1)).toList());
  }

  /// Keys can be as long as a document; where they lead to is of no interest then.
  private static String below(String path, String step) {
    return path.length() + step.length() > LONGEST_PATH ? YamlScalars.FAR : path + step;
  }

  private JsonObject readMapping(MappingNode mapping, String path, int depth) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = key(entry).map(scalars::key).orElse(null);
      if (key != null) {
        String inner = below(path, path.isEmpty() ? key : "." + key);
        if (members.put(key, read(entry.getValueNode(), inner, depth + 1)) != null) {
          throw new YamlSyntaxException("a key comes twice", entry.getKeyNode().getStartMark());
        }
      }
    }
    return new JsonObject(members);
  }
}
