/// Dictation: users speak instead of typing.
@NullMarked
package dev.gander.application.api.dictation;

import org.jspecify.annotations.NullMarked;
