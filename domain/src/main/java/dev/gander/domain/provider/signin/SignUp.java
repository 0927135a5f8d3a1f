package dev.gander.domain.provider.signin;

/// Services that give a key to whoever signs up with the browser, and what is set up with it.
public enum SignUp {
  NANOGPT("NanoGPT", "nano-gpt", "anthropic/claude-sonnet-4.6", "NANOGPT_API_KEY"),
  OPENROUTER("OpenRouter", "openrouter", "anthropic/claude-sonnet-4", "OPENROUTER_API_KEY"),
  TETRATE("Tetrate", "tetrate", "claude-haiku-4-5", "TETRATE_API_KEY");

  private final String displayName;
  private final String provider;
  private final String model;
  private final String keyName;

  SignUp(String displayName, String provider, String model, String keyName) {
    this.displayName = displayName;
    this.provider = provider;
    this.model = model;
    this.keyName = keyName;
  }

  public String displayName() {
    return displayName;
  }

  /// The provider that the key is for.
  public String provider() {
    return provider;
  }

  /// The model to begin with.
  public String model() {
    return model;
  }

  /// The secret that holds the key.
  public String keyName() {
    return keyName;
  }
}
