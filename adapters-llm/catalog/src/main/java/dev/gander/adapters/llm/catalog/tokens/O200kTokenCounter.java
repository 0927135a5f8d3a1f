package dev.gander.adapters.llm.catalog.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.gander.domain.message.TokenCounter;

/// Counts in `o200k_base`, the tokens of OpenAI's models, which goosed uses for every model.
public final class O200kTokenCounter implements TokenCounter {

  /// Loading the 200,000 tokens takes half a second: most servers never need them.
  private static final class Loaded {
    private static final Encoding ENCODING =
        Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  }

  @Override
  public int count(String text) {
    return text.isEmpty() ? 0 : Loaded.ENCODING.countTokensOrdinary(text);
  }
}
