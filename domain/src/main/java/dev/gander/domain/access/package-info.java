/// Who may do what: keys, their scopes, what belongs to which key, and the record of it.
@NullMarked
package dev.gander.domain.access;

import org.jspecify.annotations.NullMarked;
