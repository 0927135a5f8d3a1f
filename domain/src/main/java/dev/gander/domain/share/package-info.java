/// Texts shared by link. Start with [SharedTexts].
@NullMarked
package dev.gander.domain.share;

import org.jspecify.annotations.NullMarked;
