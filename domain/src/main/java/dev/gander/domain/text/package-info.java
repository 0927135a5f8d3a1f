/// What every part of the program needs of texts.
@NullMarked
package dev.gander.domain.text;

import org.jspecify.annotations.NullMarked;
