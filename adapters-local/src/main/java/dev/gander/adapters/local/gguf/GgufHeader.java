package dev.gander.adapters.local.gguf;

/// What the header of a model tells. Numbers that it leaves out are 0, texts are empty.
///
/// @param architecture such as `llama`
/// @param template the chat template, in Jinja
/// @param vocabulary how many tokens it knows
/// @param bytes the size of the model, all its files together
/// @param files 1, or into how many files it is split
public record GgufHeader(
    String architecture, Shape shape, String template, long vocabulary, long bytes, int files) {

  /// The sizes that decide how much memory a conversation takes.
  ///
  /// @param context for how many tokens it was trained
  /// @param layers also called blocks
  /// @param embedding the width of a layer
  /// @param heads of attention
  /// @param keyValueHeads those that are remembered for each token; of several numbers the largest
  /// @param keyLength the width of a remembered key
  /// @param valueLength the width of a remembered value
  public record Shape(
      long context,
      long layers,
      long embedding,
      long heads,
      long keyValueHeads,
      long keyLength,
      long valueLength) {

    /// What is remembered of each token, in bytes, with two for each number.
    public long bytesPerToken() {
      return 2 * layers * keyValueHeads * (keyLength + valueLength);
    }
  }

  /// Whether the template says how tools are described and called.
  public boolean knowsTools() {
    return template.contains("tools");
  }

  /// Whether the template lets thinking be turned off.
  public boolean knowsThinkingSwitch() {
    return template.contains("enable_thinking");
  }
}
