package dev.gander.domain.tool;

import java.text.Normalizer;
import java.util.Locale;

/// Names that a person or a model may take for one another: `read_file`, `Read-File`, and the same
/// with a Cyrillic `е`.
public final class LookalikeNames {
  /// In characters; nobody reads further.
  private static final int LONGEST = 256;

  /// Each letter stands above the one that it looks like.
  private static final String STRANGE = "авеёіїјкмнорстухѕԁԛԝһӏɡɑıιαβεηκνορτυχωγօսո01i";

  private static final String FAMILIAR = "abeelljkmhopctyxsdqwhlgallabenkvoptuxwyounoll";

  private LookalikeNames() {}

  public static boolean areAlike(String one, String other) {
    return skeleton(one).equals(skeleton(other));
  }

  /// The same text for names that look alike.
  public static String skeleton(String name) {
    String cut = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
    StringBuilder skeleton = new StringBuilder();
    Normalizer.normalize(cut, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(c -> skeleton.appendCodePoint(familiar(c)));
    return skeleton.toString();
  }

  private static int familiar(int c) {
    int place = STRANGE.indexOf(c);
    return place < 0 ? c : FAMILIAR.charAt(place);
  }
}
