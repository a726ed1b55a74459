"""Whether a file is a policy: by its name and folder, by its front matter and title, and by the words near its start.

Names come first, because they cost nothing: a file whose name, folder and format say nothing is at most opened for its title. A name
that says "privacy policy" is believed where the text does not speak against it; a single word ("privacy", "cookies", "terms") also
names pages of documentation, components and articles, and needs the text to bear it out.
"""
