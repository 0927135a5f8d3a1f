/// `/sessions`, except for its events and replies.
@NullMarked
package dev.gander.adapters.http.session;

import org.jspecify.annotations.NullMarked;
