/// Operations below `/dictation`.
@NullMarked
package dev.gander.adapters.http.dictation;

import org.jspecify.annotations.NullMarked;
