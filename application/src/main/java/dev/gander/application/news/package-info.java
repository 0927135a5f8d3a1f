/// What happens in all sessions, for those who watch it. As long as nobody has asked, nothing is
/// noted.
@NullMarked
package dev.gander.application.news;

import org.jspecify.annotations.NullMarked;
