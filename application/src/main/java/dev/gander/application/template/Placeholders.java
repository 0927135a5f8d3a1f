package dev.gander.application.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The placeholders `{{ name }}` of a text. Values are inserted verbatim: they are not templates,
/// and surrounding white space is kept. Immutable.
public final class Placeholders {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final String text;
  private final List<Block> blocks;

  private Placeholders(String text, List<Block> blocks) {
    this.text = text;
    this.blocks = blocks;
  }

  /// @throws TemplateException if the text is not a template
  public static Placeholders of(String text) {
    List<Block> blocks = new ArrayList<>();
    for (Block found = next(text, 0); found != null; found = next(text, found.end())) {
      blocks.add(found);
    }
    return new Placeholders(text, blocks);
  }

  /// A placeholder may be enclosed in braces, as in TeX: `{{{ name }}}`.
  private static @Nullable Block next(String text, int from) {
    Block found = Block.find(text, from);
    return found != null && text.startsWith("{{{", found.start())
        ? Block.find(text, found.start() + 1)
        : found;
  }

  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    blocks.stream().filter(Placeholders::isPlaceholder).map(Block::code).forEach(names::add);
    return names;
  }

  /// Whether the text contains no other tags.
  public boolean areAll() {
    return blocks.stream().allMatch(Placeholders::isPlaceholder);
  }

  private static boolean isPlaceholder(Block block) {
    return block.kind() == Block.Kind.OUTPUT
        && !block.stripsBefore()
        && !block.stripsAfter()
        && NAME.matcher(block.code()).matches();
  }

  /// The text with names replaced by values. Names without a value and other tags stay.
  public String fill(Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    for (Block block : blocks) {
      String source = text.substring(block.start(), block.end());
      filled
          .append(text, at, block.start())
          .append(isPlaceholder(block) ? values.getOrDefault(block.code(), source) : source);
      at = block.end();
    }
    return filled.append(text, at, text.length()).toString();
  }
}
