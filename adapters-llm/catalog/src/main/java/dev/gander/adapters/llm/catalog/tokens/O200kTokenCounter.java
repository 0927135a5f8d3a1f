package dev.gander.adapters.llm.catalog.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.gander.domain.message.TokenCounter;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Counts in `o200k_base`, the tokens of OpenAI's models, which goosed uses for every model.
///
/// A text is counted in pieces, so that a count can stop at any of them. Pieces end where a token
/// ends in any case, hence their sum is exact. A "word" that fills a piece is cut all the same: the
/// library needs 200 bytes and a microsecond for each of its bytes at once, and a cut adds a token
/// at most. Of a text that no model could read, only one piece in [#SKIPPED] is counted.
public final class O200kTokenCounter implements TokenCounter {
  /// The length of a piece, in chars: a few milliseconds' work.
  private static final int PIECE = 8 * 1024;

  /// The length up to which every piece is counted, in chars. English text of this length has a
  /// quarter of a million tokens.
  private static final int READABLE = 1024 * 1024;

  /// Beyond that, how many times its own length a piece stands for.
  private static final int SKIPPED = 64;

  private static final Tokens TOKENS = new Tokens();

  /// The 200,000 tokens. Loading them takes half a second: most servers never need them. Not the
  /// constant of a class, which could not be tried again when there was no memory for it.
  private static final class Tokens {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Encoding loaded;

    Encoding get() throws InterruptedException {
      Encoding known = loaded;
      return known == null ? load() : known;
    }

    private Encoding load() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        Encoding read = loaded;
        if (read == null) {
          read = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
          loaded = read;
        }
        return read;
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public long count(String text, long enough) throws InterruptedException {
    Encoding encoding = TOKENS.get();
    long tokens = 0;
    int start = 0;
    while (start < text.length() && tokens <= enough) {
      int end = WordBreaks.endOfPiece(text, start, PIECE);
      long counted = encoding.countTokensOrdinary(text.substring(start, end));
      int next = start < READABLE ? end : skip(text, start, end);
      tokens += counted * (next - start) / (end - start);
      start = next;
      if (start < text.length() && Thread.interrupted()) {
        throw new InterruptedException("interrupted after " + start + " chars");
      }
    }
    return tokens;
  }

  /// Where the part of the text ends that a piece stands for.
  private static int skip(String text, int start, int end) {
    long next = start + (long) SKIPPED * (end - start);
    return next >= text.length() ? text.length() : WordBreaks.betweenChars(text, (int) next);
  }
}
