/// Keys: made, listed, rotated, revoked; and what they share.
@NullMarked
package dev.gander.adapters.http.access;

import org.jspecify.annotations.NullMarked;
