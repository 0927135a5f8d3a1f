package dev.gander.domain.localmodel;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a model's weights are stored, by the name that files have in their names, such as `Q4_K_M`.
///
/// @param name as it is in the file name
public record Quantization(String name) {
  private static final Pattern SHARD = Pattern.compile("-[0-9]+-of-[0-9]+$");
  private static final Predicate<String> IS_NAME =
      Pattern.compile("(I?Q|TQ|MXFP).*|F16|F32|BF16", Pattern.CASE_INSENSITIVE).asMatchPredicate();
  private static final int RANK_OF_OTHERS = 45;

  /// By the bits of a weight in tens, within them by quality.
  private static final Map<String, Integer> RANKS =
      Map.ofEntries(
          Map.entry("TQ1_0", 10),
          Map.entry("IQ1_S", 11),
          Map.entry("IQ1_M", 12),
          Map.entry("IQ2_XXS", 20),
          Map.entry("IQ2_XS", 21),
          Map.entry("IQ2_S", 22),
          Map.entry("IQ2_M", 23),
          Map.entry("Q2_K", 24),
          Map.entry("Q2_K_S", 24),
          Map.entry("Q2_K_L", 25),
          Map.entry("Q2_K_XL", 26),
          Map.entry("IQ3_XXS", 30),
          Map.entry("IQ3_XS", 31),
          Map.entry("IQ3_S", 32),
          Map.entry("IQ3_M", 33),
          Map.entry("Q3_K_S", 34),
          Map.entry("Q3_K_M", 35),
          Map.entry("Q3_K_L", 36),
          Map.entry("Q3_K_XL", 37),
          Map.entry("IQ4_XS", 40),
          Map.entry("IQ4_NL", 41),
          Map.entry("Q4_0", 42),
          Map.entry("Q4_1", 43),
          Map.entry("Q4_K_S", 44),
          Map.entry("Q4_K_M", 45),
          Map.entry("Q4_K_L", 46),
          Map.entry("Q4_K_XL", 47),
          Map.entry("MXFP4_MOE", 48),
          Map.entry("Q5_0", 50),
          Map.entry("Q5_1", 51),
          Map.entry("Q5_K_S", 52),
          Map.entry("Q5_K_M", 53),
          Map.entry("Q5_K_XL", 54),
          Map.entry("Q6_K", 60),
          Map.entry("Q6_K_XL", 61),
          Map.entry("Q8_0", 80),
          Map.entry("Q8_K_XL", 81),
          Map.entry("F16", 90),
          Map.entry("BF16", 91),
          Map.entry("F32", 95));

  private static final List<String> BY_BITS =
      List.of(
          "",
          "As small as it gets; answers suffer badly",
          "Very small; answers suffer",
          "Small; weaker answers",
          "Half the size of 8 bits; good answers",
          "Medium size; better answers",
          "Large; close to the original",
          "",
          "Large; nearly the original",
          "The original, unshortened");

  /// The quantization that a file name tells: the last word of the name, after a dash or else a
  /// dot, without the number of a shard. Empty if it tells none.
  public static Optional<Quantization> of(HubFile file) {
    String name = file.name();
    String stem = name.endsWith(".gguf") ? name.substring(0, name.length() - 5) : name;
    Matcher shard = SHARD.matcher(stem);
    String whole = shard.find() ? stem.substring(0, shard.start()) : stem;
    return lastWord(whole, '-').or(() -> lastWord(whole, '.'));
  }

  private static Optional<Quantization> lastWord(String stem, char joint) {
    int at = stem.lastIndexOf(joint);
    return at < 0
        ? Optional.empty()
        : Optional.of(stem.substring(at + 1)).filter(IS_NAME).map(Quantization::new);
  }

  /// Higher is better; ten for each bit of a weight.
  public int rank() {
    return RANKS.getOrDefault(name.toUpperCase(Locale.ROOT), RANK_OF_OTHERS);
  }

  /// What to expect, for people; empty for one that we do not know.
  public String description() {
    String upper = name.toUpperCase(Locale.ROOT);
    if (!RANKS.containsKey(upper)) {
      return "";
    }
    return upper.equals("Q4_K_M")
        ? "The usual choice: half the size of 8 bits, good answers"
        : BY_BITS.get(rank() / 10);
  }

  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}
