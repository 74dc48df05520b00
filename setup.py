"""Only what pyproject.toml cannot say: the commit that a wheel or sdist was built from."""

import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithCommit(build_py):
    """Writes curbside/commit.txt beside the modules; without git the file of the sdist, or none, is kept."""

    def run(self) -> None:
        super().run()
        said = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
        if said.returncode == 0 and not self.editable_mode:
            Path(self.build_lib, "curbside").mkdir(parents=True, exist_ok=True)
            Path(self.build_lib, "curbside", "commit.txt").write_text(said.stdout)


setup(cmdclass={"build_py": BuildWithCommit})
