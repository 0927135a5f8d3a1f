package dev.gander.application.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionKey;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Asks extensions for what they list, side by side: one that is slow does not hold up the others,
/// and one that fails is left out.
final class ExtensionLists {
  private static final System.Logger LOG = System.getLogger(ExtensionLists.class.getName());

  private ExtensionLists() {}

  interface Question<T> {
    List<T> ask(Extension extension) throws InterruptedException;
  }

  static <T> Map<ExtensionKey, List<T>> of(List<Roster.Running> extensions, Question<T> question)
      throws InterruptedException {
    List<Callable<Optional<List<T>>>> questions = new ArrayList<>();
    extensions.forEach(running -> questions.add(() -> answer(running, question)));
    List<Optional<List<T>>> answers = SideBySide.all(questions);
    Map<ExtensionKey, List<T>> found = new LinkedHashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      ExtensionKey key = extensions.get(i).config().key();
      answers.get(i).ifPresent(list -> found.put(key, list));
    }
    return found;
  }

  private static <T> Optional<List<T>> answer(Roster.Running running, Question<T> question)
      throws InterruptedException {
    try {
      return Optional.of(question.ask(running.extension()));
    } catch (ExtensionException e) {
      LOG.log(Level.DEBUG, "extension {0} lists nothing: {1}", running.config().key(), e.text());
      return Optional.empty();
    }
  }
}
