"""The one door to HiGHS: linear and small integer programs that are solved again and again."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from scipy import sparse

from toolkit.errors import SolverError

FEASIBILITY = 1e-9
"""Largest violation of a row or bound that the solver may leave: chances are to be right to 1e-6 and are sums of
up to a few thousand terms, so three digits are kept in hand."""

INFINITY = highspy.kHighsInf


class Infeasible(Exception):
    """The program has no solution; callers turn this into words."""


class OutOfTime(Exception):
    """The limit of seconds or nodes passed; `best` is the best solution found, if any, `bound` limits its value."""

    def __init__(self, best: np.ndarray | None, bound: float = INFINITY):
        super().__init__()
        self.best, self.bound = best, bound


@dataclass(frozen=True, eq=False)
class Solution:
    """An optimum: value of the objective, values of the columns, and for linear programs the duals.

    `duals` and `reduced` are what one unit more of a row's or column's bound adds to the objective.
    """

    value: float
    columns: np.ndarray
    duals: np.ndarray
    reduced: np.ndarray
    bound: float


class Program:
    """Maximise costs · x subject to row_low <= matrix x <= row_high, low <= x <= high.

    The object stays alive between solves, so that each starts from the last basis.

    Parameters
    ----------
    matrix : sparse matrix, shape (rows, columns)
        Coefficients.
    row_low, row_high : ndarray
        Bounds of the rows, infinite where there is none.
    low, high : ndarray
        Bounds of the columns.
    integer : bool
        Whether all columns must be whole numbers.
    nodes : int, optional
        Most nodes of the search tree of an integer program: a limit that is the same on every machine.
    """

    def __init__(
        self,
        matrix: sparse.spmatrix,
        row_low: np.ndarray,
        row_high: np.ndarray,
        low: np.ndarray,
        high: np.ndarray,
        integer: bool = False,
        nodes: int | None = None,
    ):
        self.integer = integer
        self.low, self.high = np.array(low, dtype=float), np.array(high, dtype=float)
        self.row_low, self.row_high = np.array(row_low, dtype=float), np.array(row_high, dtype=float)
        self.highs = highspy.Highs()
        for option, value in (_OPTIONS if integer else _OPTIONS | _LINEAR).items():
            self.highs.setOptionValue(option, value)
        if nodes is not None:
            self.highs.setOptionValue("mip_max_nodes", nodes)
        self.highs.passModel(_model(sparse.csr_matrix(matrix), row_low, row_high, low, high, integer))

    @property
    def size(self) -> int:
        """Number of columns."""
        return len(self.low)

    def maximise(self, costs: np.ndarray, time_limit: float | None = None) -> Solution:
        """Solve with these costs.

        Raises
        ------
        Infeasible
            If there is no solution.
        OutOfTime
            If `time_limit` seconds or the nodes allowed did not suffice.
        SolverError
            If the solver ends in any other way.
        """
        self._cost(costs)
        if time_limit is None:
            return self._read(self._run())
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + time_limit)
        status = self._run()
        self.highs.setOptionValue("time_limit", INFINITY)
        return self._read(status)

    def vertex(self, costs: np.ndarray | None = None) -> np.ndarray:
        """Solve a linear program with these costs, or those of before; only the columns, where thousands are solved.

        Raises
        ------
        Infeasible, SolverError
            As `maximise`.
        """
        if costs is not None:
            self._cost(costs)
        status = self._run()
        if status != highspy.HighsModelStatus.kOptimal:
            return self._read(status).columns
        return np.array(self.highs.getSolution().col_value)

    def _cost(self, costs: np.ndarray) -> None:
        """Set what the columns are worth."""
        self.highs.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), np.asarray(costs, dtype=float))

    def _run(self) -> highspy.HighsModelStatus:
        """Solve, and say how it ended."""
        self.highs.run()
        status = self.highs.getModelStatus()
        return self._from_scratch() if status in _LOST else status

    def _from_scratch(self) -> highspy.HighsModelStatus:
        """Drop the basis, on which the solver lost its way, and solve again."""
        self.highs.clearSolver()
        self.highs.run()
        return self.highs.getModelStatus()

    def _read(self, status: highspy.HighsModelStatus) -> Solution:
        if status == highspy.HighsModelStatus.kInfeasible:
            raise Infeasible
        info, found = self.highs.getInfo(), self.highs.getSolution()
        columns = np.array(found.col_value)
        bound = info.mip_dual_bound if self.integer else info.objective_function_value
        if status in _LIMITS:
            raise OutOfTime(columns if self.integer and info.primal_solution_status == 2 else None, bound)
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverError(f"the solver ended with {self.highs.modelStatusToString(status)!r}")
        duals = np.array([] if self.integer else found.row_dual)
        reduced = np.array([] if self.integer else found.col_dual)
        return Solution(info.objective_function_value, columns, duals, reduced, bound)

    def bound_columns(self, columns: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """Change bounds of some columns."""
        self.low[columns], self.high[columns] = low, high
        self.release(columns)

    def fix(self, columns: np.ndarray, values: np.ndarray) -> None:
        """Hold some columns at these values, until they are released to their bounds."""
        self.highs.changeColsBounds(len(columns), np.asarray(columns, dtype=np.int32), values, values)

    def release(self, columns: np.ndarray) -> None:
        """Let columns that were fixed move between their bounds again."""
        where = np.asarray(columns, dtype=np.int32)
        self.highs.changeColsBounds(len(where), where, self.low[where], self.high[where])

    def bound_rows(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """Change bounds of some rows."""
        changed = (self.row_low[rows] != low) | (self.row_high[rows] != high)
        self.row_low[rows], self.row_high[rows] = low, high
        for row in rows[changed].tolist():
            self.highs.changeRowBounds(row, self.row_low[row], self.row_high[row])

    def set_column(self, column: int, coefficients: np.ndarray) -> None:
        """Change the coefficients of a column in the first rows."""
        for row, value in enumerate(coefficients.tolist()):
            self.highs.changeCoeff(row, column, value)

    def add_row(self, coefficients: np.ndarray, low: float, high: float) -> None:
        """Append a row, given with one coefficient a column."""
        used = np.flatnonzero(coefficients)
        self.row_low, self.row_high = np.append(self.row_low, low), np.append(self.row_high, high)
        self.highs.addRow(low, high, len(used), used.astype(np.int32), np.asarray(coefficients[used], dtype=float))

    def add_column(self, coefficients: np.ndarray, low: float, high: float) -> None:
        """Append a column, given with one coefficient a row."""
        used = np.flatnonzero(coefficients)
        values = np.asarray(coefficients[used], dtype=float)
        self.low, self.high = np.append(self.low, low), np.append(self.high, high)
        self.highs.addCol(0.0, low, high, len(used), used.astype(np.int32), values)


_LOST = (highspy.HighsModelStatus.kUnknown, highspy.HighsModelStatus.kNotset)
"""How a solve ends when rounding errors mislead the solver on a basis of an earlier one."""

_LIMITS = (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kSolutionLimit)
"""How a solve ends at a limit of seconds or of nodes."""

_OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "primal_feasibility_tolerance": FEASIBILITY,
    "dual_feasibility_tolerance": FEASIBILITY,
    "mip_feasibility_tolerance": FEASIBILITY,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": FEASIBILITY,
}

_LINEAR: dict[str, bool | int | float | str] = {"presolve": "off", "simplex_dual_edge_weight_strategy": 0}
"""For linear programs, which are small and solved again and again: look at them less and step more (Dantzig's rule)."""


def stacked(matrix: sparse.spmatrix, column: np.ndarray) -> sparse.csr_matrix:
    """Put one more column to the right of a matrix."""
    return sparse.hstack([matrix, sparse.csr_matrix(column[:, None])]).tocsr()


def _model(
    matrix: sparse.csr_matrix,
    row_low: np.ndarray,
    row_high: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    integer: bool,
) -> highspy.HighsLp:
    """Put a program into the solver's own form."""
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.zeros(matrix.shape[1])
    model.col_lower_, model.col_upper_ = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    model.row_lower_, model.row_upper_ = np.asarray(row_low, dtype=float), np.asarray(row_high, dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = matrix.indptr.astype(np.int32)
    model.a_matrix_.index_ = matrix.indices.astype(np.int32)
    model.a_matrix_.value_ = matrix.data.astype(float)
    if integer:
        model.integrality_ = [highspy.HighsVarType.kInteger] * matrix.shape[1]
    return model
