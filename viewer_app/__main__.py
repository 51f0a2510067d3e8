"""``python -m viewer_app`` is ``inzage``."""

from viewer_app.cli import main

if __name__ == "__main__":
    main()
