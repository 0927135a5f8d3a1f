package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.Schema;
import org.snakeyaml.engine.v2.serializer.Serializer;

/// A YAML text and its content.
///
/// @param content the map at the root; empty for a text without data
/// @param isMap false if the root is something else, which readers treat as an empty map
record YamlDocument(String text, JsonObject content, boolean isMap) {
  static final YamlDocument EMPTY = new YamlDocument("", JsonObject.EMPTY, true);

  private static final String UNREADABLE = "not readable as YAML";
  private static final int SMALLEST_BUFFER = 1024;

  /// The parser's own words in a message; a quotation of the text may follow them.
  private static final Pattern OWN_WORDS =
      Pattern.compile(
          "found undefined (alias|tag handle)"
              + "|found unexpected (end of stream|document separator)"
              + "|found a key after .*"
              + "|found character '.{1,8}' that cannot start any token.*"
              + "|could not find expected ':'"
              + "|but found another document"
              + "|(mapping keys|mapping values|sequence entries) are not allowed here"
              // The name that follows these is a kind of token.
              + "|expected (<block end>|the node content|'<document start>'|',' or '[]}]'), but .*");

  /// As goose reads it: `<<` is a key like any other, not an order to merge maps. Merged, a map
  /// would be written back without the reference.
  private static final Schema SCHEMA =
      new CoreSchema() {
        @Override
        public ScalarResolver getScalarResolver() {
          return new CoreScalarResolver(false);
        }
      };

  // As goose writes it: lists start in the column of their key, long strings stay on one line.
  private static final DumpSettings DUMPING =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSchema(SCHEMA)
          .setDumpComments(true)
          .setWidth(Integer.MAX_VALUE)
          .setSplitLines(false)
          .setMaxSimpleKeyLength(1024)
          .build();

  /// @throws YamlSyntaxException if the bytes are not one YAML document in UTF-8
  static YamlDocument parse(byte[] utf8) {
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException _) {
      throw new YamlSyntaxException("invalid UTF-8", Optional.empty());
    }
  }

  /// @throws YamlSyntaxException if the text is not one YAML document
  static YamlDocument parse(String text) {
    return switch (tree(text)) {
      case JsonObject object -> new YamlDocument(text, object, true);
      case Json other -> new YamlDocument(text, JsonObject.EMPTY, other == JsonNull.NULL);
    };
  }

  /// @throws YamlSyntaxException if the text is not one YAML document
  static Json tree(String text) {
    return tree(text, YamlScalars.TYPED);
  }

  /// @throws YamlSyntaxException if the text is not one YAML document
  static Json tree(String text, YamlScalars scalars) {
    Node root = compose(text);
    return root == null ? JsonNull.NULL : YamlNodes.toJson(root, scalars);
  }

  /// A text with the content `wanted`, with the order and the comments of this one where possible.
  ///
  /// @throws InvalidInput if no text of ours can express that
  String changedTo(JsonObject wanted) {
    TreeSize.check(wanted, content);
    // Correct values matter more than comments.
    return edited(wanted)
        .filter(text -> says(text, wanted))
        .or(() -> appended(wanted).filter(text -> says(text, wanted)))
        .or(() -> Optional.of(present(YamlNodes.of(wanted))).filter(text -> says(text, wanted)))
        .orElseThrow(() -> new InvalidInput("A file cannot say this"));
  }

  private Optional<String> edited(JsonObject wanted) {
    return compose(text) instanceof MappingNode mapping && !mapping.getValue().isEmpty()
        ? Optional.of(present(YamlEdit.changed(mapping, content, wanted)))
        : Optional.empty();
  }

  /// For a text that contains only comments: they stay on top.
  private Optional<String> appended(JsonObject wanted) {
    return content.isEmpty() && !text.isBlank()
        ? Optional.of(text.stripTrailing() + "\n" + present(YamlNodes.of(wanted)))
        : Optional.empty();
  }

  private static boolean says(String text, JsonObject wanted) {
    try {
      return parse(text).content().equals(wanted);
    } catch (YamlSyntaxException _) {
      return false;
    }
  }

  /// @throws YamlSyntaxException if the text is not one YAML document
  static @Nullable Node compose(String text) {
    LoadSettings loading = loading(text);
    StreamReader reader = new StreamReader(loading, text);
    try {
      Parser parser = new ParserImpl(loading, reader);
      return new Composer(loading, new DepthLimit(parser, YamlNodes.MAX_DEPTH))
          .getSingleNode()
          .orElse(null);
    } catch (MarkedYamlEngineException e) {
      throw new YamlSyntaxException(problem(e), e.getProblemMark());
    } catch (ReaderException e) {
      throw YamlSyntaxException.at("a character is not allowed", text, e.getPosition());
    } catch (YamlEngineException | IllegalArgumentException _) {
      // The second one, when eight digits after `\U` are not a character.
      throw new YamlSyntaxException(UNREADABLE, reader.getMark());
    }
  }

  private static LoadSettings loading(String text) {
    return LoadSettings.builder()
        .setParseComments(true)
        .setSchema(SCHEMA)
        .setAllowNonScalarKeys(true)
        .setCodePointLimit(Integer.MAX_VALUE)
        // The size of the expanded tree is limited when it is read.
        .setMaxAliasesForCollections(Integer.MAX_VALUE)
        // With small buffers, the reader would copy all it has read for each one that it adds.
        .setBufferSize(Math.max(SMALLEST_BUFFER, text.length() + 1))
        .build();
  }

  private static String problem(MarkedYamlEngineException e) {
    Matcher said = OWN_WORDS.matcher(Objects.requireNonNullElse(e.getProblem(), ""));
    return said.lookingAt() ? said.group() : UNREADABLE;
  }

  static String present(Node root) {
    StringBuilder text = new StringBuilder();
    Serializer serializer = new Serializer(DUMPING, new Emitter(DUMPING, writer(text)));
    serializer.emitStreamStart();
    serializer.serializeDocument(root);
    serializer.emitStreamEnd();
    return text.toString();
  }

  private static StreamDataWriter writer(StringBuilder text) {
    return new StreamDataWriter() {
      @Override
      public void write(String part) {
        text.append(part);
      }

      @Override
      public void write(String part, int offset, int length) {
        text.append(part, offset, offset + length);
      }
    };
  }
}
