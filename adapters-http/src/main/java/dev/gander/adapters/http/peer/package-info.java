/// What answers the messages of a transport; implemented outside.
@NullMarked
package dev.gander.adapters.http.peer;

import org.jspecify.annotations.NullMarked;
